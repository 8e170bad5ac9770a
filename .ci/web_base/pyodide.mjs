// Imports one Python module of this folder inside of the pinned Pyodide: node pyodide.mjs PYODIDE_FOLDER WORK_FOLDER MODULE
// WORK_FOLDER is /work in there, with a copy of this folder. Hashes have no chance in them, so that the same sources
// compile to the same bytes.
import { pathToFileURL } from "node:url";

const [pyodideFolder, workFolder, module] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodideFolder}/pyodide.mjs`).href);
const pyodide = await loadPyodide({
  indexURL: `${pyodideFolder}/`,
  env: { PYTHONHASHSEED: "0", SOURCE_DATE_EPOCH: "0" },
});
pyodide.mountNodeFS("/work", workFolder);
try {
  pyodide.runPython(`import sys; sys.path.insert(0, "/work/tools"); import ${module}`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
