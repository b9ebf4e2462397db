import type { IncomingHttpHeaders } from 'node:http';
import { isIP, SocketAddress } from 'node:net';

/** What says from where a request comes. */
interface Arrived {
  readonly req: {
    readonly headers: IncomingHttpHeaders;
    readonly socket: { readonly remoteAddress?: string | undefined };
  };
}

/** From where a request comes, as far as it counts for limits. */
export type AddressOf = (ctx: Arrived) => string;

/**
 * The address that the outermost of so many proxies saw. What stands before it in `X-Forwarded-For` anybody may have written;
 * what is no address, or came past these proxies, counts as coming from whoever is connected here. Nothing else that a proxy
 * forwards is believed.
 */
export const addressOf =
  (trustedProxies: number): AddressOf =>
  ({ req }) => {
    const forwarded = [req.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    const seen = trustedProxies > 0 ? forwarded.at(-trustedProxies)?.trim() : undefined;
    return countedAs(withoutPort(seen ?? '')) ?? countedAs(req.socket.remoteAddress ?? '') ?? '';
  };

const WITH_PORT = /^(?:(\d+\.\d+\.\d+\.\d+):\d{1,5}|\[([^\]]*)\](?::\d{1,5})?)$/;

/** Some proxies write from which port a client came, and set an IPv6 address in brackets then. */
const withoutPort = (text: string): string => {
  const [, ipv4, ipv6] = WITH_PORT.exec(text) ?? [];
  return ipv4 ?? ipv6 ?? text;
};

const IPV4_IN_IPV6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/;

/** An IPv4 address however it is written; of an IPv6 address its /64, all of which one client may have. */
const countedAs = (text: string): string | undefined => {
  const [address = ''] = text.split('%');
  if (isIP(address) === 0) return undefined;
  if (isIP(address) === 4) return address;
  const plain = new SocketAddress({ address, family: 'ipv6' }).address;
  return IPV4_IN_IPV6.exec(plain)?.[1] ?? networkOf(plain);
};

const GROUPS = 8;

const networkOf = (address: string): string => {
  const [head = [], tail = []] = address.split('::').map((side) => side.split(':').filter(Boolean));
  const left = address.includes('::') ? GROUPS - head.length - tail.length : 0;
  const groups = [...head, ...Array.from({ length: left }, () => '0'), ...tail];
  return `${groups.slice(0, GROUPS / 2).join(':')}::/64`;
};
