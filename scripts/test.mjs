/** `npm test`: everything that says whether the project is right. Its last line counts. */
import { installDependencies, runScript } from "./bootstrap.mjs";

installDependencies();
runScript("scripts/test-all.ts", process.argv.slice(2));
