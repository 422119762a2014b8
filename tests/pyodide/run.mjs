// Runs corpora.py on the Python of the npm package `pyodide`, which is newer than the ones that most machines have.
//
//     node tests/pyodide/run.mjs PYODIDE SITE_PACKAGES      PYODIDE is the package's folder, SITE_PACKAGES holds our pure dependencies
import { pathToFileURL } from "node:url";
import { dirname, join, resolve } from "node:path";

const [pyodidePath, sitePackages] = process.argv.slice(2).map((path) => resolve(path));
const { loadPyodide } = await import(pathToFileURL(join(pyodidePath, "pyodide.mjs")).href);
const root = resolve(dirname(new URL(import.meta.url).pathname), "..", "..");

const python = await loadPyodide({ env: { PYTHONDONTWRITEBYTECODE: "1", HOME: "/home/pyodide" } });
for (const [place, folder] of [["/repository", root], ["/packages", sitePackages]]) {
  python.FS.mkdir(place);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, place);
}
await python.runPythonAsync(`
import sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/repository", "/packages"]
`);
process.exit(await python.runPythonAsync("from tests.pyodide.corpora import main; main()"));
