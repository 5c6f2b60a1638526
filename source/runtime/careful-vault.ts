import type {LeaseVault} from '../journal/lease-vault.ts';
import {createCareful} from './careful.ts';
import {errorInWords} from './failure.ts';

/** The vault, which is opened at once. Where it cannot be opened or written, that is told once: leases are held all the same. */
export const carefulVault = (open: () => LeaseVault, tell: (sentence: string) => void): LeaseVault | undefined => {
	const careful = createCareful(error => tell(`Leases are not kept for the case that flydeck is killed: ${errorInWords(error)}`));
	const vault = careful<LeaseVault | undefined>(open, undefined);
	return (
		vault && {
			keep: lease => careful(() => vault.keep(lease), undefined),
			forget: machineId => careful(() => vault.forget(machineId), undefined),
			leftovers: nowMs => careful(() => vault.leftovers(nowMs), []),
			claim: record => careful(() => vault.claim(record), []),
		}
	);
};
