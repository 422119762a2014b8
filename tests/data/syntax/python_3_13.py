# Defaults of type parameters, since Python 3.13.
class Box[T = int, *Ts = *tuple[int, ...], **P = [int, str]]:
    def get[U: object = T](self, default: U) -> U:
        return default


type Pair[A, B = A] = tuple[A, B]
