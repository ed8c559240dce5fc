/**
 * For tests: imports into an existing notebook, and is killed when the first file has been added, before
 * its line of the report is written. Takes the notebook's folder and what to import.
 */
import { forkImporter } from "../import/fork.ts";
import { createPool } from "../import/pool.ts";
import { importPaths } from "../importing.ts";
import { openNotebook } from "../notebook/notebook.ts";

const [folder = "", ...paths] = process.argv.slice(2);
const notebook = openNotebook({ folder, mode: "open" });
await importPaths(paths, {
  notebook: {
    ...notebook,
    imports: {
      ...notebook.imports,
      record() {
        process.kill(process.pid, "SIGKILL");
        return new Promise(() => undefined);
      },
    },
  },
  pool: createPool({ spawn: forkImporter }),
});
