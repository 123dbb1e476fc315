// Not translated: read by models, by developers, or on the command line alone.
/** The tool for chats: VS Code offers it by package.json, `gradient-lens mcp` to agents; both say the same of it. */
export const chatTool = {
  name: 'gradient_lens_analyze',
  description:
    'Says whether gradients backpropagated through recurrent weights vanish or explode over T steps. For each matrix, recurrent layer, feed-forward stack and recurrent network config that it finds, worst first: verdict, gain, sigma_max and spectral radius where it has them, reason and remedy. Takes a text file (JSON, JSON Lines, YAML, TOML, Python, MATLAB, Julia, printed arrays), a model checkpoint (.npy, .npz, .safetensors, PyTorch, ONNX, Keras) or a matrix expression. Read-only.',
  properties: {
    file: {
      type: 'string',
      description: 'Path of a file in the workspace, or under the roots of the server.',
    },
    tensor: {
      type: 'string',
      description:
        'Only the matrix, config, module or tensor of this name; a tensor of no recurrent layer is taken as a recurrent matrix.',
    },
    expression: {
      type: 'string',
      description: 'A matrix expression instead of a file, such as 0.9 * identity(64).',
    },
  },
} as const;
