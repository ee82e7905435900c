import { notice } from "./notice.ts";

/** Shows the latest notice; the live region is there before its first text, or nothing would be read. */
export function NoticeBar() {
  const shown = notice.value;
  return (
    <div class="notice-bar" role="status">
      {shown !== undefined && <p class={`notice is-${shown.tone}`}>{shown.text}</p>}
    </div>
  );
}
