/** What the window shows without a notebook: ways to get one, or what is wrong with the one asked for. */
import { BookMarked, FileInput, FolderOpen, Plus, Sparkles, X } from "lucide-react";
import type { NamedFilesWaiting, NotebookProblem, RecentNotebook } from "../../electron/api.ts";
import { call } from "../api.ts";
import { keysFor, runCommand } from "../commands.ts";
import { showFailure } from "../failure.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { formatNumber } from "../ui/format.ts";
import { ProblemView } from "./problem-view.tsx";
import "./start.css";

const icon = { size: 16, strokeWidth: 1.5 } as const;

export interface StartPageProps {
  readonly recent: readonly RecentNotebook[];
  readonly problem: NotebookProblem | null;
  readonly waiting: NamedFilesWaiting | null;
}

export function StartPage({ recent, problem, waiting }: StartPageProps) {
  return (
    <main className="start" aria-label="Start">
      <div className="start-page">
        <header>
          <h1 className="start-name">Commonplace</h1>
          <p className="start-promise">
            Import articles, clip what matters, write notes whose quotes lead back to their
            sentence. Everything stays in a folder of yours.
          </p>
        </header>
        {problem ? <ProblemView problem={problem} /> : null}
        {waiting ? <Waiting files={waiting} /> : null}
        <div className="start-ways">
          <Button
            variant={problem ? "plain" : "primary"}
            onPress={() => runCommand("notebook.create")}
          >
            <Plus {...icon} /> New notebook…
          </Button>
          <Button keys={keysFor("notebook.choose")} onPress={() => runCommand("notebook.choose")}>
            <FolderOpen {...icon} /> Open…
          </Button>
          <Button onPress={() => runCommand("notebook.openSample")}>
            <Sparkles {...icon} /> Open the sample notebook
          </Button>
        </div>
        {recent.length === 0 ? (
          <p className="start-hint">
            The sample notebook is a copy to try things in: select a sentence, send it to a note,
            type <kbd>[[</kbd> to link.
          </p>
        ) : (
          <section aria-labelledby="start-recent">
            <h2 className="start-heading" id="start-recent">
              Recent notebooks
            </h2>
            <ul className="start-recent">
              {recent.map((each) => (
                <Recent key={each.id} notebook={each} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </main>
  );
}

function Waiting({ files: { first, count } }: { readonly files: NamedFilesWaiting }) {
  return (
    <section className="start-waiting" role="status">
      <FileInput className="start-waiting-icon" {...icon} />
      <p>
        {count === 1 ? `“${first}” is ` : `“${first}” and ${formatNumber(count - 1)} more are `}
        imported into the notebook that you open or make now.
      </p>
      <Button onPress={() => void call("import.forgetWaiting", {}).catch(showFailure)}>
        Do not import
      </Button>
    </section>
  );
}

function Recent({ notebook }: { readonly notebook: RecentNotebook }) {
  const { id, name, place, missing } = notebook;
  return (
    <li className="start-row">
      <button
        type="button"
        className="start-open"
        onClick={() => void call("notebook.openRecent", { id }).catch(showFailure)}
      >
        <BookMarked {...icon} />
        <span className="start-row-name">{name}</span>
        <span className="start-row-place">{missing ? `Not found: ${place}` : place}</span>
      </button>
      <IconButton
        label={`Remove ${name} from this list`}
        icon={<X {...icon} />}
        onPress={() => void call("notebook.forgetRecent", { id }).catch(showFailure)}
      />
    </li>
  );
}
