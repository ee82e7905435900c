import { render } from "preact";
import { HostApp } from "#client/race/host/host-app.tsx";
import { StageConsole } from "./stage-console.tsx";

const root = document.getElementById("app");
if (root === null) throw new Error("the page has no #app");
render(<HostApp consoleOf={(lobby) => <StageConsole key={lobby.code} lobby={lobby} />} />, root);
