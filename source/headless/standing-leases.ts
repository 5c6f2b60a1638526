import type {Machine} from '../domain/machine.ts';
import {type KnownLeases, noLeases} from '../store/machine-subjects.ts';

type Vault = {readonly all: (nowMs: number) => readonly {readonly id: string}[]};

/** The leases that a flydeck of this user took to stay. What cannot be read of them is told when they are needed. */
export const standingLeasesOf = (machines: readonly Machine[], openVault: (() => Vault) | undefined, nowMs: number): KnownLeases => {
	try {
		const kept = new Set(
			openVault?.()
				.all(nowMs)
				.map(({id}) => id),
		);
		return {...noLeases, ownLeases: new Map(machines.flatMap(({id, lease}) => (lease !== undefined && kept.has(id) ? [[id, lease]] : [])))};
	} catch {
		return noLeases;
	}
};
