import {BlockList} from 'node:net';

const privateRanges: readonly (readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'])[] = [
	['0.0.0.0', 32, 'ipv4'],
	['10.0.0.0', 8, 'ipv4'],
	['127.0.0.0', 8, 'ipv4'],
	['169.254.0.0', 16, 'ipv4'],
	['172.16.0.0', 12, 'ipv4'],
	['192.168.0.0', 16, 'ipv4'],
	['::1', 128, 'ipv6'],
	['fc00::', 7, 'ipv6'],
	['fe80::', 10, 'ipv6'],
];

const privateAddresses = new BlockList();
for (const range of privateRanges) {
	privateAddresses.addSubnet(...range);
}

const privateName = /(?:^|\.)(?:localhost|internal|local)\.?$/i;
const ipv4 = /^\d+\.\d+\.\d+\.\d+$/;

const isPrivate = (hostname: string): boolean => {
	if (hostname.startsWith('[')) {
		return privateAddresses.check(hostname.slice(1, -1), 'ipv6');
	}

	return ipv4.test(hostname) ? privateAddresses.check(hostname, 'ipv4') : privateName.test(hostname);
};

/** Whether an address is on this computer or a private network. */
export const isPrivateAt = (baseUrl: string): boolean => isPrivate(new URL(baseUrl).hostname);

/** Whether what is sent to an address can be read on its way by anybody: plain HTTP, and not to this computer or a private network. */
export const isExposedAt = (baseUrl: string): boolean => {
	return new URL(baseUrl).protocol === 'http:' && !isPrivateAt(baseUrl);
};
