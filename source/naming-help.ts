import {machineKeys} from './domain/query/machine-keys.ts';
import {wrapText} from './domain/wrap.ts';

/** The keys of a query, below the others. */
const keyLines = wrapText(`keys: ${[...machineKeys.keys()].join(' ')} meta.KEY`, 55)
	.map(line => `${' '.repeat(25)}${line}`)
	.join('\n');

/** How the words after an act name machines. */
export const namingMachines = `Machines
  web-1 148ed193b95948   ids and names, whole
  'state:started region:fra,ams'
                         a query, in which all terms hold: KEY:VALUE, with * for
                         any text and none for no value, KEY:>2 and KEY:~part;
                         ~letters; /pattern/;
                         !TERM for what does not fit, beside a term that does;
                         name:* is every name
${keyLines}

`;
