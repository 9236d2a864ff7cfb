#!/usr/bin/env node
// Says what is wrong on a Node.js that is too old, before any file with newer syntax is loaded.
import process from 'node:process';

var version = process.versions.node.split('.').map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 11)) {
  process.stderr.write(
    'NODE_UNSUPPORTED: this is Node.js ' + process.versions.node + '; expected 20.11 or newer\n',
  );
  process.exit(1);
}
import('../dist/main.js').then(
  function (module) {
    return module.main(process.argv);
  },
  function (error) {
    var isUnbuilt = error.code === 'ERR_MODULE_NOT_FOUND' && /dist[\\/]main\.js/.test(error.message);
    process.stderr.write(isUnbuilt ? 'augmix is not built yet: run "npm run build"\n' : error.stack + '\n');
    process.exit(1);
  },
);
