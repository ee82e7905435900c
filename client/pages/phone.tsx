import { render } from "preact";
import { PhoneApp } from "#client/race/phone/phone-app.tsx";

/** The room's pages and the SDK come after the first paint. */
async function loadRoom() {
  const [{ PhoneRoom }] = await Promise.all([import("./phone-room.tsx"), import("@colyseus/sdk")]);
  return PhoneRoom;
}

const root = document.getElementById("app");
if (root === null) throw new Error("the page has no #app");
render(<PhoneApp loadRoom={loadRoom} />, root);
