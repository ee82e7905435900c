import { existsSync } from "node:fs";
import path from "node:path";
import { renderBanner } from "#server/banner.ts";
import { readConfig } from "#server/config.ts";
import { runProcess } from "#server/run-process.ts";
import { startServer } from "#server/start-server.ts";
import { startCrowd } from "./demo-crowd.ts";

/** A quick card for a display that nobody steers; the environment may say otherwise. */
const timetable = { LOBBY_SECONDS: "12", BETTING_SECONDS: "35", SETTLING_SECONDS: "10" };

// npm run demo: the server as ever, on autopilot and with twelve simulated players. Its data lies
// beside the show's own, so that the crowd never appears in a real ledger.

if (existsSync(".env")) process.loadEnvFile(".env");

await runProcess(async () => {
  const dataDir = path.join(process.env["DATA_DIR"] || "./data", "demo");
  const config = readConfig({
    ...timetable,
    ...process.env,
    DATA_DIR: dataDir,
    AUTOPILOT: "true",
  });
  const server = await startServer(config);
  const { app, hostPin } = server;
  const lobbyCode = await app.lobbyCode();
  console.log(renderBanner({ port: app.port, publicUrl: config.PUBLIC_URL, lobbyCode, hostPin }));
  console.log("  Twelve simulated players are on their way in.\n");
  const crowd = startCrowd({ url: `http://localhost:${app.port}` });
  return {
    onLost: server.onLost,
    async close() {
      await crowd.close();
      await server.close();
    },
  };
});
