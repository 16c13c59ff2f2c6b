"""Print every measurement: speed, start-up, accuracy."""

from benchmarks import accuracy, classifier, columns, corpus, documents, speed, startup
from benchmarks.quantities import __main__ as quantities
from benchmarks.roundtrip import __main__ as roundtrip


def main() -> None:
    for part in (startup, speed, accuracy, quantities, classifier, corpus, roundtrip, columns, documents):
        print(f"\n== {(part.__doc__ or '').splitlines()[0]}")
        part.main()


if __name__ == "__main__":
    main()
