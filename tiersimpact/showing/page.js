// Choosing a passage shows its statements and marks all their pieces; without scripts its link leads to them.
const sheet = document.getElementById("sheet");
const [close, content] = sheet.children;
const pieces = [...document.querySelectorAll(".piece")];

function mark(cards, name) {
  for (const piece of pieces) {
    piece.classList.toggle(name, piece.dataset.cards.trim().split(" ").some((card) => cards.includes(card)));
  }
}

function choose(cards) {
  mark(cards, "chosen");
  content.replaceChildren(...cards.map((card) => {
    const copy = document.getElementById(card).cloneNode(true);
    copy.removeAttribute("id");
    return copy;
  }));
  sheet.hidden = cards.length === 0;
}

for (const piece of pieces) {
  const cards = piece.dataset.cards.trim().split(" ");
  piece.addEventListener("click", (event) => {
    event.preventDefault();
    choose(cards);
  });
  piece.addEventListener("mouseenter", () => mark(cards, "near"));
  piece.addEventListener("mouseleave", () => mark([], "near"));
}

for (const card of document.querySelectorAll(".cards .card")) {
  card.addEventListener("click", () => {
    if (getSelection().toString()) return;
    choose([card.id]);
    document.querySelector(".piece.chosen")?.scrollIntoView({ block: "center", behavior: "smooth" });
  });
}

close.addEventListener("click", () => choose([]));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") choose([]);
});
