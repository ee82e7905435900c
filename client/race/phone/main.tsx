import { render } from "preact";
import { PhoneApp } from "./phone-app.tsx";

const root = document.getElementById("app");
if (root === null) throw new Error("the page has no #app");
render(<PhoneApp />, root);
