/** What a server answered; `body` is empty when it was not JSON. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
  text: string;
}

/** Sends one request to the server at `url`; a body that is a string goes as it is. */
export async function callHttp(
  url: string,
  request: {
    method: string;
    path: string;
    body?: unknown;
    token?: string | undefined;
    headers?: Record<string, string>;
  },
): Promise<HttpAnswer> {
  const { method, path, body, token, headers = {} } = request;
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson ? JSON.parse(text) : {}) as Record<string, unknown>,
  };
}
