/** The smallest client that sets a company up. It shares nothing with the connector: it would share its mistakes. */
export interface Rpc {
  call<T = unknown>(method: string, ...params: unknown[]): Promise<T>;
  login(user: string, password: string): Promise<void>;
}

/** A client of one database. Throws what the server says. */
export function createRpc(url: string): Rpc {
  let authorization = '';
  const call = async <T>(method: string, ...params: unknown[]): Promise<T> => {
    const headers = { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ id: 1, method, params }) });
    if (answer.status !== 200) throw new Error(`${method}: ${answer.status}`);
    const body = (await answer.json()) as { result?: T; error?: unknown };
    if (body.error !== undefined && body.error !== null) throw new Error(`${method}: ${JSON.stringify(body.error).slice(0, 600)}`);
    return body.result as T;
  };
  return {
    call,
    login: async (user, password) => {
      const [id, session] = await call<[number, string]>('common.db.login', user, { password }, 'en');
      authorization = `Session ${Buffer.from(`${user}:${id}:${session}`).toString('base64')}`;
    },
  };
}

export const dec = (decimal: string) => ({ __class__: 'Decimal', decimal });
export const day = (text: string) => {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number);
  return { __class__: 'date', year, month, day: date };
};
