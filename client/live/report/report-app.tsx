import { hostToken } from "#client/framework/host-session.ts";
import { call } from "#client/framework/http.ts";
import { useAsked } from "#client/framework/use-asked.ts";
import { Problem } from "./problem.tsx";
import { SessionGifters } from "./session-gifters.tsx";
import { SessionList } from "./session-list.tsx";
import { SessionReport } from "./session-report.tsx";
import { texts } from "./texts.ts";

const SESSIONS_MAX = 50;
const sessionId = Number(new URLSearchParams(location.search).get("session") ?? Number.NaN);

/** After-show reports, for the host: the stream sessions, or what one of them brought in. */
export function ReportApp() {
  const { report } = texts.value.stage;
  return (
    <main class="page report">
      <h1 class="headline">{report.heading}</h1>
      {Number.isInteger(sessionId) ? <OneReport /> : <AllSessions />}
    </main>
  );
}

function AllSessions() {
  const asked = useAsked(
    () => call("GET", "/live/sessions", { query: { limit: SESSIONS_MAX }, token: hostToken.value }),
    [],
  );
  return (
    <>
      <Problem asked={asked} />
      {asked.value !== undefined && <SessionList sessions={asked.value.sessions} />}
    </>
  );
}

function OneReport() {
  const { report } = texts.value.stage;
  const asked = useAsked(
    () =>
      call("GET", "/live/sessions/:sessionId/report", {
        params: { sessionId },
        token: hostToken.value,
      }),
    [],
  );
  return (
    <>
      <p>
        <a class="button is-link" href="/report">
          {report.all}
        </a>
      </p>
      <Problem asked={asked} />
      {asked.value === undefined && asked.problem === undefined && (
        <p class="dim" role="status">
          {report.counting}
        </p>
      )}
      {asked.value !== undefined && (
        <>
          <SessionReport session={asked.value.session} report={asked.value.report} />
          <SessionGifters sessionId={sessionId} />
        </>
      )}
    </>
  );
}
