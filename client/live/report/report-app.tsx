import { useEffect } from "preact/hooks";
import { hostToken, signOut } from "#client/framework/host-session.ts";
import { call } from "#client/framework/http.ts";
import { type Asked, useAsked } from "#client/framework/use-asked.ts";
import { SessionList } from "./session-list.tsx";
import { SessionReport } from "./session-report.tsx";
import { texts } from "./texts.ts";

const SESSIONS_MAX = 50;
const sessionId = Number(new URLSearchParams(location.search).get("session") ?? Number.NaN);

/** After-show reports, for the host: the stream sessions, or what one of them brought in. */
export function ReportApp() {
  const { report } = texts.value.stage;
  return (
    <main class="report">
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
        <SessionReport session={asked.value.session} report={asked.value.report} />
      )}
    </>
  );
}

/** Why there is nothing to show. A token that ran out leads back to the PIN. */
function Problem({ asked }: { asked: Asked<unknown> }) {
  const { common, refusals } = texts.value;
  const { problem } = asked;
  const isSignedOut =
    problem !== "silent" && (problem?.code === "token_expired" || problem?.code === "unauthorized");
  useEffect(() => {
    if (isSignedOut) signOut();
  }, [isSignedOut]);
  if (problem === undefined) return null;
  return (
    <div role="alert" class="stack">
      <p class="refusal">
        {problem === "silent" ? common.noAnswer : refusals[problem.code](problem.detail)}
      </p>
      <button type="button" class="button" onClick={asked.again}>
        {common.tryAgain}
      </button>
    </div>
  );
}
