/** `npm start`: installs what is missing, builds what is stale, opens the app. Words are passed on. */
import { installDependencies, runScript } from "./bootstrap.mjs";

installDependencies();
runScript("scripts/start-app.ts", process.argv.slice(2));
