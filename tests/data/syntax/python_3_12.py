# Type parameters, type statements and f-strings as they have been since Python 3.12.
import requests

type Pair[T] = tuple[T, T]
type Rest[*Ts] = tuple[*Ts]
type Wrapped[**P] = "Callable[P, int]"
type Name = str


def first[T: (int, str), *Ts, **P](value: T, *rest: *Ts) -> T:
    type Inner = list[T]
    return value


class Box[T](dict[str, T]):
    async def fetch[U](self, url: U) -> str:
        return requests.get(f"{url!r:>{len(f"{url}")}}{"nested"}{'''\n'''}").text
