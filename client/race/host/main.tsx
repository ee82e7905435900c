import { render } from "preact";
import { HostApp } from "./host-app.tsx";

const root = document.getElementById("app");
if (root === null) throw new Error("the page has no #app");
render(<HostApp />, root);
