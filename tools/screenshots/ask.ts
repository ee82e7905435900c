/** Asks the server, with a body as a POST. Throws when it answers with anything but success. */
export async function ask<Reply>(address: string, body?: object): Promise<Reply> {
  const response = await fetch(address, {
    ...(body && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return (await response.json()) as Reply;
}
