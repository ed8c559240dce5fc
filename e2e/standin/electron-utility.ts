/** Stands for the module `electron` in a utility process, where the app uses nothing of it. */
throw new Error("stand-in: electron is not there in a utility process; use process.parentPort");
