import { say } from "#client/framework/alert-line.ts";
import type { RaceView } from "#client/race/race-view.ts";
import type { Desk } from "./desk.ts";
import { texts } from "./texts.ts";

/** Ends all powers of this race at once, without a question: it is there for when things get out of hand. */
export function PanicButton({ desk, view }: { desk: Desk; view: RaceView }) {
  const { house } = texts.value.host;
  const isRunning = view.phase === "gates" || view.phase === "racing";
  if (view.marketRules.powers === undefined || !isRunning) return null;
  const isClosed = view.phase === "racing" && !view.arePowersOpen;
  return (
    <button
      type="button"
      class="button is-danger"
      disabled={isClosed}
      onClick={() =>
        void desk.stopPowers().then((isStopped) => {
          if (isStopped) say(texts.value.host.house.panicDone);
        })
      }
    >
      {isClosed ? house.panicDone : house.panic}
    </button>
  );
}
