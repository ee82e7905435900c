import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Application } from "express";

const VIEWER_FILES = ["swagger-ui.css", "swagger-ui-bundle.js"];

/**
 * Serves `/openapi.json`, `/messages.json` and `/docs`, a reader for both, from this machine alone.
 */
export function serveDocs(
  app: Application,
  documents: { openApi: object; messages: object },
): void {
  const viewer = dirname(fileURLToPath(import.meta.resolve("swagger-ui-dist/package.json")));
  app.get("/openapi.json", (_request, response) => void response.json(documents.openApi));
  app.get("/messages.json", (_request, response) => void response.json(documents.messages));
  app.get("/docs", (_request, response) => void response.type("html").send(page));
  app.get("/docs/start.js", (_request, response) => {
    response.type("text/javascript").send(start);
  });
  for (const file of VIEWER_FILES) {
    app.get(`/docs/${file}`, (_request, response) => {
      response.sendFile(file, { root: viewer, maxAge: "1h" });
    });
  }
}

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Grandstand · API</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<main>
<div id="routes"></div>
<section style="max-width:1460px;margin:0 auto;padding:0 20px 60px;font-family:system-ui,sans-serif">
<h2>Room messages</h2>
<p>Commands are requests over a room's socket; each is answered <code>{ ok, value }</code> or
<code>{ ok: false, refusal: { code } }</code>. The same as JSON: <a href="/messages.json">/messages.json</a>.</p>
<div id="messages"></div>
</section>
</main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const start = `
SwaggerUIBundle({ url: "/openapi.json", dom_id: "#routes", validatorUrl: null });
fetch("/messages.json").then((answer) => answer.json()).then((rooms) => {
  const messages = document.getElementById("messages");
  for (const [room, contract] of Object.entries(rooms)) {
    for (const kind of ["commands", "events"]) {
      const heading = document.createElement("h3");
      heading.textContent = room + " · " + kind;
      messages.append(heading);
      for (const [name, message] of Object.entries(contract[kind])) {
        const details = document.createElement("details");
        const summary = document.createElement("summary");
        summary.textContent = name + " — " + message.summary;
        const body = document.createElement("pre");
        body.style.cssText = "overflow:auto;background:#f4f5fa;padding:12px;border-radius:6px";
        body.textContent = JSON.stringify(message, null, 2);
        details.append(summary, body);
        messages.append(details);
      }
    }
  }
});
`;
