/**
A program that runs machines and nothing else, to be ended in every way there is. Its arguments: a directory for everything, and the shell
script of each machine. It does what it reads, a word at a time, and answers `done`.
*/
import {createRunner} from '../../source/local/process/runner.ts';
import {createScheduler} from '../../source/local/time/scheduler.ts';
import {systemClock} from '../../source/runtime/clock.ts';
import {machineWith, shell} from './machine-with.ts';

const [directory = '', ...scripts] = process.argv.slice(2);
const runner = createRunner({
	scheduler: createScheduler(systemClock),
	speed: 1,
	environment: {PATH: process.env.PATH},
	temporaryDirectory: directory,
	secretsOf: () => ({}),
	volumeDirectory: () => undefined,
	log() {},
});

const processes = scripts.map(script => runner.start(machineWith(shell(script)), () => {}));
const orders: Readonly<Record<string, () => void>> = {
	pause() {
		for (const machineProcess of processes) {
			machineProcess.pause();
		}
	},
	leave: () => process.exit(0),
	crash() {
		throw new Error('crashed, as the test wants it');
	},
};

process.stdin.on('data', order => {
	orders[order.toString().trim()]?.();
	console.log('done');
});
