import { render } from "preact";
import { hostToken } from "#client/framework/host-session.ts";
import { ReportApp } from "#client/live/report/report-app.tsx";
import { texts } from "#client/live/report/texts.ts";
import { HostFrame } from "#client/race/host/host-frame.tsx";
import { PinPage } from "#client/race/host/pin-page.tsx";

/** The after-show reports, behind the host's PIN. */
function ReportPage() {
  const { report } = texts.value.stage;
  document.title = report.title;
  return (
    <HostFrame
      tools={
        <a class="button is-small is-link" href="/host#battle">
          {report.back}
        </a>
      }
    >
      {hostToken.value === undefined ? <PinPage /> : <ReportApp />}
    </HostFrame>
  );
}

const root = document.getElementById("app");
if (root === null) throw new Error("the page has no #app");
render(<ReportPage />, root);
