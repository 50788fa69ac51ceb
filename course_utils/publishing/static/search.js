// The search page: the field of `relu ask`, which finds what the terminal finds.

const field = document.getElementById("q");
const ask = reluAsk(reluIndex);
ask.field(field, document.querySelector(".results"), (link) => link);
field.form.addEventListener("submit", (event) => event.preventDefault());
field.value = new URLSearchParams(location.search).get("q") || "";
field.dispatchEvent(new Event("input"));
field.focus();
