import type { Application } from "express";
import type { DataSource } from "typeorm";

/**
 * `/healthz`: 200 while the database answers, 503 while it does not. The port opens after recovery,
 * so an answer of 200 means that every room is there.
 */
export function serveHealth(app: Application, { dataSource }: { dataSource: DataSource }): void {
  app.get("/healthz", (_request, response) => {
    dataSource.query("SELECT 1").then(
      () => response.json({ status: "ok" }),
      () => response.status(503).json({ status: "database_unreachable" }),
    );
  });
}
