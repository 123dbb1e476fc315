/** The nests and wrappers that say nothing of the model: Lightning, DataParallel, torch.compile, training scripts. */
const wrappers =
  /^(state_dict|model_state_dict|model_state|net_state_dict|module|_orig_mod|params|model_weights|_layer_checkpoint_dependencies)[./]/;

export const topLevel = '(top level)';

/** The path of a module as people know it: without wrappers at its head and separators at its end. */
export function moduleName(path: string): string {
  let name = path;
  while (wrappers.test(name)) name = name.replace(wrappers, '');
  name = name.replace(/[./]+$/, '');
  return name === '' || wrappers.test(`${name}.`) ? topLevel : name;
}
