import type {OneCallOrder} from './verbs.ts';

/** Calls about one machine that can be had as a command of the shell. Not those that send a config: it may hold secrets. */
export type CurlAct = OneCallOrder['verb'] | 'read' | 'look-at-lease' | 'acquire-lease' | 'refresh-lease' | 'release-lease';

/** Each of them, with what it does. */
export const curlActs: readonly {readonly act: CurlAct; readonly title: string}[] = [
	{act: 'start', title: 'start'},
	{act: 'stop', title: 'stop'},
	{act: 'suspend', title: 'suspend'},
	{act: 'restart', title: 'restart'},
	{act: 'signal', title: 'signal'},
	{act: 'cordon', title: 'cordon'},
	{act: 'uncordon', title: 'uncordon'},
	{act: 'delete', title: 'delete'},
	{act: 'force-delete', title: 'force delete'},
	{act: 'read', title: 'read the machine'},
	{act: 'look-at-lease', title: 'look at its lease'},
	{act: 'acquire-lease', title: 'acquire a lease'},
	{act: 'refresh-lease', title: 'refresh a lease'},
	{act: 'release-lease', title: 'release a lease'},
];
