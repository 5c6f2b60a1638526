#!/usr/bin/env node
// This file runs on any Node, so that an old one gets a sentence instead of a syntax error: nothing newer may stand here.
const oldest = {major: 22, minor: 13};
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
	console.error(
		`flydeck needs Node ${oldest.major}.${oldest.minor} or newer, and this is Node ${process.versions.node}. Install a newer one, or use npm start, which brings its own.`,
	);
	process.exitCode = 2;
} else {
	// Node would open its debugger to whoever sends this signal, in a process that holds a token.
	process.on('SIGUSR1', () => {});
	const argv = process.argv.slice(2);
	// What only tells the version needs nothing else of the program.
	const isVersion = argv.length === 1 && argv[0] === '--version';
	if (!isVersion) {
		(await import('./compile-cache.ts')).keepCompiled();
	}

	const {run} = await (isVersion ? import('./version.ts') : import('./cli.ts'));
	process.exitCode = await run(argv).catch(error => {
		console.error(error instanceof Error ? error.message : String(error));
		return 1;
	});
}
