"""Words by which a handler says that the work goes on without what failed. The semgrep pack repeats these expressions."""

from __future__ import annotations

_PLAIN = (
    r"best[- ]effort|\bnon-?(?:blocking|critical|essential|fatal)\b|\bnot (?:critical|essential|fatal)\b|"
    r"\b(?:do(?:es)? ?n[o']t|must ?n[o']t|never|should ?n[o']t|do(?:es)? not|must not|should not) "
    r"(?:abort|affect|block|break|crash|disrupt|fail|interrupt|stop)\b|"
    r"\b(?:carr(?:y|ies|ying)|go(?:es|ing)?|mov(?:e|es|ing)) on\b|"
    r"\bn[oã]o? (?:afecta\w*|afeta\w*|bloque\w*|deten\w*|fall\w*|falh\w*|interromp\w*|interrump\w*|par(?:a|ar|amos)\b|quebr\w*|romp\w*)|"
    r"不(?:应|會|会|要)?(?:中断|抛|阻塞|影响)|跳过|忽略|继续"
)

# In the text that is printed, where a bare verb may be what failed: `fallback failed`, `could not continue`.
PRINTED = (
    rf"(?i){_PLAIN}|(?<!cannot )(?<!can't )(?<!not )(?<!unable to )(?<!failed to )(?:"
    r"\bcontinuing\b|\bcontinue with(?:out)?\b|\bskipp(?:ed|ing)\b|\bproceeding\b|\bfall(?:ing|s) back\b|\bignor(?:ed|ing)\b|"
    r"\b(?:using|uses|use|keeping|keep)\b[^\n]{0,30}\b(?:cached?|default|fallback|previous|stale)\b|\bdefault(?:ing|s) to\b|"
    r"\bcontinuando\b|\bcontinuamos\b|\bomitiendo\b|\bignorando\b|\bpulando\b|\busando [^\n]{0,30}\bpor defecto\b|\bübersprungen\b)"
)

# In a comment, which speaks of what is done.
REMARKED = (
    rf"(?i){_PLAIN}|\bcontinu(?:a|amos|ando|ar|e|es|ing)\b|\bskip(?:ped|ping|s)?\b|\bproceed(?:ing|s)?\b|\bfall(?:ing|s)? ?back\b|"
    r"\bignor(?:a|ando|ar|e|ed|es|ing)\b|\bdefault(?:ing|s)? to\b|"
    r"\b(?:keep|keeping|mantener|manter|usar|use|uses|using)\b[^\n]{0,40}\b(?:cached?|default|fallback|padrão|por defecto|previous|"
    r"stale)\b|\bvalores por defecto\b|\bomitir\b|\bpular\b|\bseguir\b|\bseguimos\b|\bweitermachen\b|\büberspringen\b"
)

# A line that calls itself a warning, and then the next turn of the loop.
WARNING = r"(?i)\bwarn(?:ing)?\b|\baviso\b|\badvertencia\b|\bwarnung\b|警告"
