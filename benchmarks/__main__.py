"""Print every measurement: speed, memory, start-up, accuracy."""

from benchmarks import accuracy, classifier, corpus, speed
from benchmarks.quantities import __main__ as quantities


def main() -> None:
    for part in (speed, accuracy, quantities, classifier, corpus):
        print(f"\n== {(part.__doc__ or '').splitlines()[0]}")
        part.main()


if __name__ == "__main__":
    main()
