/** The probe's page: says that it ran, whether CSP holds, and which files are dropped on it. */
document.documentElement.dataset.ready = "yes";
try {
  // oxlint-disable-next-line typescript/no-implied-eval -- whether it is refused is the question
  new Function("return 1")();
  document.documentElement.dataset.eval = "allowed";
} catch {
  document.documentElement.dataset.eval = "refused";
}
const target = document.querySelector("#drop");
target.addEventListener("dragover", (event) => event.preventDefault());
target.addEventListener("drop", (event) => {
  event.preventDefault();
  target.textContent = window.probe.pathsOf([...event.dataTransfer.files]).join("\n");
});
