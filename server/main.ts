import { existsSync } from "node:fs";
import { renderBanner } from "./banner.ts";
import { readConfig } from "./config.ts";
import { runProcess } from "./run-process.ts";
import { startServer } from "./start-server.ts";

if (existsSync(".env")) process.loadEnvFile(".env");

await runProcess(async () => {
  const config = readConfig(process.env);
  const server = await startServer(config);
  const lobbyCode = await server.app.lobbyCode();
  const { hostPin } = server;
  console.log(
    renderBanner({ port: server.app.port, publicUrl: config.PUBLIC_URL, lobbyCode, hostPin }),
  );
  return server;
});
