/** Why a notebook did not open, and what can be done. Never an empty notebook in its place. */
import { CircleAlert } from "lucide-react";
import type { NotebookProblem } from "../../electron/api.ts";
import { call } from "../api.ts";
import { showFailure } from "../failure.ts";
import { Button } from "../ui/button.tsx";

const words: Readonly<Record<NotebookProblem["choices"][number], string>> = {
  retry: "Try again",
  readOnly: "Open to read only",
  showFolder: "Show the folder",
};

export function ProblemView({ problem }: { readonly problem: NotebookProblem }) {
  return (
    <section className="start-problem" role="alert" aria-labelledby="start-problem">
      <CircleAlert className="start-problem-icon" size={20} strokeWidth={1.5} />
      <div>
        <h2 className="start-problem-title" id="start-problem">
          “{problem.name}” was not opened
        </h2>
        <p className="start-problem-text">{problem.message}</p>
        {problem.advice === "" ? null : <p className="start-problem-text">{problem.advice}</p>}
        <div className="start-ways">
          {problem.choices.map((choice, index) => (
            <Button
              key={choice}
              variant={index === 0 ? "primary" : "plain"}
              onPress={() => void call("notebook.resolve", { choice }).catch(showFailure)}
            >
              {words[choice]}
            </Button>
          ))}
        </div>
      </div>
    </section>
  );
}
