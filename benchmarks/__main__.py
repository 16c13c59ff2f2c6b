"""Print every measurement: speed, start-up, accuracy."""

from benchmarks import accuracy, speed, startup


def main() -> None:
    for part in (startup, speed, accuracy):
        print(f"\n== {(part.__doc__ or '').splitlines()[0]}")
        part.main()


if __name__ == "__main__":
    main()
