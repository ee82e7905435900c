import type { Application } from "express";
import type { DataSource } from "typeorm";

/**
 * `/healthz`: 200 once recovery is complete and while the database answers, else 503 with the reason.
 * The port opens after recovery; a room that could not be opened then is tried again and missing until.
 */
export function serveHealth(
  app: Application,
  { dataSource, missingRooms }: { dataSource: DataSource; missingRooms: () => number },
): void {
  app.get("/healthz", (_request, response) => {
    dataSource.query("SELECT 1").then(
      () => {
        const isComplete = missingRooms() === 0;
        response.status(isComplete ? 200 : 503).json({ status: isComplete ? "ok" : "recovering" });
      },
      () => response.status(503).json({ status: "database_unreachable" }),
    );
  });
}
