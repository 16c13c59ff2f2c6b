"""Print every measurement: speed, memory, start-up, accuracy."""

from benchmarks import accuracy, annotation, classifier, columns, corpus, documents, printed, scale, speed
from benchmarks.quantities import __main__ as quantities
from benchmarks.roundtrip import __main__ as roundtrip


def main() -> None:
    reading = (accuracy, printed, quantities, classifier, corpus, roundtrip, columns, documents)
    for part in (speed, *reading, annotation, scale):
        print(f"\n== {(part.__doc__ or '').splitlines()[0]}")
        part.main()


if __name__ == "__main__":
    main()
