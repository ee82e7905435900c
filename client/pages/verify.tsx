import { render } from "preact";
import { readRaceId } from "#client/race/read-race-id.ts";
import { VerifyApp } from "#client/race/verify/verify-app.tsx";

const root = document.getElementById("app");
if (root === null) throw new Error("the page has no #app");
render(<VerifyApp raceId={readRaceId(location.pathname)} />, root);
