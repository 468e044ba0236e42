# frozen_string_literal: true

# Evaluates (or, with --parse, only reads) one file with the Puppet that is installed, as a script without a catalog.
require 'puppet_pal'
require 'tmpdir'

parse_only = ARGV.delete('--parse')
code = File.read(ARGV.fetch(0), encoding: 'UTF-8')
Dir.mktmpdir do |folder|
  Puppet.initialize_settings(Puppet::Settings::REQUIRED_APP_SETTINGS.flat_map { |name| ["--#{name}", folder] })
  Puppet::Util::Log.level = :err
  Puppet::Pal.in_tmp_environment('bench', modulepath: [], facts: {}) do |pal|
    pal.with_script_compiler do |compiler|
      if parse_only
        compiler.parse_string(code)
      else
        puts compiler.evaluate_string(code).inspect
      end
    end
  end
end
