import type { ComponentChildren } from "preact";
import { alertLine } from "#client/framework/alert-line.ts";
import { HostHeader } from "./host-header.tsx";

/** What stands on every page of the host: the header, with tools of the page's own, and the alert line. */
export function HostFrame(props: { tools: ComponentChildren; children: ComponentChildren }) {
  return (
    <>
      <HostHeader tools={props.tools} />
      <p class="alert-line" role="alert">
        {alertLine.value}
      </p>
      {props.children}
    </>
  );
}
