// node tools/launch.mjs <script> [arguments…]
//
// Runs a script of this project under a Node that can, with its packages installed: fetches both
// from the npm registry where they are missing. Plain JavaScript in old syntax, so that any Node
// can at least say what is wrong.

import process from "process";

const NODE_MIN = 18;

if (Number(process.versions.node.split(".")[0]) < NODE_MIN) {
  console.error(
    "Grandstand needs Node " +
      NODE_MIN +
      " or newer to start, and this is " +
      process.version +
      "; get one from https://nodejs.org.",
  );
  process.exitCode = 1;
} else {
  void import("./launch/launch.mjs").then(function (module) {
    return module.launch(process.argv.slice(2));
  });
}
