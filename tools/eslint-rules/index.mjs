/** The rules of the house that no published plugin has. Each is proved by a planted violation in test/architecture/. */
import { ctxFirst, noCatch, noClass, noOutsideCall, pure } from './behaviour.mjs';
import { commandName, ownSchema, queryName, wireNames } from './names.mjs';
import { describedDisable, docComment, faceSize, fileName, noDefaultExport, plainTypescript } from './shape.mjs';

/** The plugin, under the name `house`. */
export const house = {
  meta: { name: 'house' },
  rules: {
    'command-name': commandName,
    'ctx-first': ctxFirst,
    'described-disable': describedDisable,
    'doc-comment': docComment,
    'face-size': faceSize,
    'file-name': fileName,
    'no-catch': noCatch,
    'no-class': noClass,
    'no-default-export': noDefaultExport,
    'no-outside-call': noOutsideCall,
    'own-schema': ownSchema,
    'plain-typescript': plainTypescript,
    pure,
    'query-name': queryName,
    'wire-names': wireNames,
  },
};
