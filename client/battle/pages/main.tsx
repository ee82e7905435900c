import { render } from "preact";
import { BattlesApp } from "./battles-app.tsx";

const root = document.getElementById("app");
if (root === null) throw new Error("the page has no #app");
render(<BattlesApp />, root);
