import { downloadJson } from "#client/framework/download-json.ts";
import type { RaceReceipts } from "#common/race/receipts.ts";
import { texts } from "./texts.ts";

/** The record to take away, and the command that judges it without this server. */
export function YourselfPanel(props: {
  raceId: number;
  record: unknown;
  mine: RaceReceipts | undefined;
}) {
  const { raceId, record, mine } = props;
  const { yourself } = texts.value.verify;
  const recordFile = `race-${raceId}.json`;
  const receiptsFile = `receipts-${raceId}.json`;
  const receipts = mine === undefined ? "" : ` --receipts ${receiptsFile}`;
  return (
    <section class="panel stack" aria-labelledby="yourself">
      <h2 id="yourself" class="headline">
        {yourself.heading}
      </h2>
      <p>{yourself.command}</p>
      <pre class="command" tabIndex={0}>
        <code>{`npm run verify-race -- ${recordFile}${receipts}`}</code>
      </pre>
      <p class="buttons">
        <button type="button" class="button" onClick={() => downloadJson(recordFile, record)}>
          {yourself.record}
        </button>
        {mine !== undefined && (
          <button type="button" class="button" onClick={() => downloadJson(receiptsFile, mine)}>
            {yourself.receipts}
          </button>
        )}
      </p>
    </section>
  );
}
