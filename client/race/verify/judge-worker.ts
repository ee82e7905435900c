import { type Evidence, judgeRecord } from "./judge-record.ts";

// Beside the page, so that a night of ten thousand bets does not hold up a phone's fingers.
addEventListener("message", ({ data }: MessageEvent<Evidence>) => {
  postMessage(judgeRecord(data));
});
